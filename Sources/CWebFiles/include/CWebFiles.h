int CWebFiles_placeholder(void);
