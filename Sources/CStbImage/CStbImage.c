#include "CStbImage.h"
int CStbImage_placeholder(void) { return 0; }
