/* Written by scripts/list-web-files: the one list of configurations to begin with. */
#include "CTemplates.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_0[] = {
#embed "../../templates/city.yaml"
};

static const unsigned char file_1[] = {
#embed "../../templates/exam.yaml"
};

static const unsigned char file_2[] = {
#embed "../../templates/generic.yaml"
};

static const unsigned char file_3[] = {
#embed "../../templates/province.yaml"
};

static const unsigned char file_4[] = {
#embed "../../templates/student.yaml"
};

static const unsigned char file_5[] = {
#embed "../../templates/tax.yaml"
};

static const struct template_file files[] = {
    {"city.yaml", file_0, sizeof file_0},
    {"exam.yaml", file_1, sizeof file_1},
    {"generic.yaml", file_2, sizeof file_2},
    {"province.yaml", file_3, sizeof file_3},
    {"student.yaml", file_4, sizeof file_4},
    {"tax.yaml", file_5, sizeof file_5},
};

int template_file_count(void) { return sizeof files / sizeof files[0]; }

struct template_file template_file(int index) { return files[index]; }
