#define _GNU_SOURCE

#include "CWorkerProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

int worker_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

// The broker's sockets and files are not the worker's: without closefrom it would inherit each one
// that some library has opened without close-on-exec, and hold it open.
static int set_descriptors(posix_spawn_file_actions_t *actions, const int descriptors[3]) {
    for (int number = 0; number < 3; number++) {
        int code = posix_spawn_file_actions_adddup2(actions, descriptors[number], number);
        if (code != 0) return code;
    }
    return posix_spawn_file_actions_addclosefrom_np(actions, 3);
}

// A group of its own, so that what it starts ends with it. Ignored signals would be inherited, and
// the broker ignores some.
static int set_attributes(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int code = posix_spawnattr_setpgroup(attributes, 0);
    if (code == 0) code = posix_spawnattr_setsigmask(attributes, &none);
    if (code == 0) code = posix_spawnattr_setsigdefault(attributes, &all);
    if (code != 0) return code;
    return posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

int worker_start(
    pid_t *id, char *const arguments[], char *const environment[], const int descriptors[3]) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int code = posix_spawn_file_actions_init(&actions);
    if (code != 0) return code;
    code = posix_spawnattr_init(&attributes);
    if (code == 0) {
        code = set_descriptors(&actions, descriptors);
        if (code == 0) code = set_attributes(&attributes);
        if (code == 0) {
            code = posix_spawnp(id, arguments[0], &actions, &attributes, arguments, environment);
        }
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return code;
}
