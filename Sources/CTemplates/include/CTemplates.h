#ifndef CTEMPLATES_H
#define CTEMPLATES_H

#include <stddef.h>

/* One file of templates/, embedded when the program is built. */
struct template_file {
    const char *name;
    const unsigned char *content;
    size_t length;
};

int template_file_count(void);

/* index: 0 ..< template_file_count() */
struct template_file template_file(int index);

#endif
