// Decoding of PNG and JPEG pictures, as far as reading a code needs it.
//
// A narrow door in front of stb_image: two of its formats, from memory only, and only one pixel
// layout, so that nothing else of it can be reached with a stranger's picture.

#ifndef CSTBIMAGE_H
#define CSTBIMAGE_H

#include <stddef.h>
#include <stdint.h>

// Sides in pixels, from the header alone: for refusing a picture before memory is spent on it.
// 1 on success, 0 when the bytes are neither PNG nor JPEG.
int cstbimage_measure(const uint8_t *bytes, size_t count, int *width, int *height);

// Rows of two bytes a pixel: brightness, opacity. NULL when the picture is broken.
// The caller frees the result with cstbimage_free.
uint8_t *cstbimage_decode(const uint8_t *bytes, size_t count, int *width, int *height);

void cstbimage_free(uint8_t *pixels);

#endif
