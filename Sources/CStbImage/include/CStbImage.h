int CStbImage_placeholder(void);
