#include "CStbImage.h"

#include <limits.h>

#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_NO_FAILURE_STRINGS
#define STBI_MAX_DIMENSIONS 16384
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>

int cstbimage_measure(const uint8_t *bytes, size_t count, int *width, int *height) {
    int channels;
    if (count > INT_MAX) return 0;
    return stbi_info_from_memory(bytes, (int)count, width, height, &channels);
}

uint8_t *cstbimage_decode(const uint8_t *bytes, size_t count, int *width, int *height) {
    int channels;
    if (count > INT_MAX) return NULL;
    return stbi_load_from_memory(bytes, (int)count, width, height, &channels, 2);
}

void cstbimage_free(uint8_t *pixels) { stbi_image_free(pixels); }
