#include "CWebFiles.h"
int CWebFiles_placeholder(void) { return 0; }
