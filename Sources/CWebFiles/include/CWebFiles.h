#ifndef CWEBFILES_H
#define CWEBFILES_H

#include <stddef.h>

/* One file of web/, embedded when the program is built. */
struct web_file {
    const char *name;
    const unsigned char *content;
    size_t length;
};

int web_file_count(void);

/* index: 0 ..< web_file_count() */
struct web_file web_file(int index);

#endif
