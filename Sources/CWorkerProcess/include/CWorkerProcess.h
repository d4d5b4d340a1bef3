// Starting a process that knows of nothing but three pipes. In C because the calls are GNU
// extensions, which Swift's view of the C library leaves out.

#ifndef C_WORKER_PROCESS_H
#define C_WORKER_PROCESS_H

#include <sys/types.h>

/// Makes a pipe that no other process inherits by accident: ends[0] is read, ends[1] written.
///
/// Returns 0 or an error number.
int worker_pipe(int ends[2]);

/// Starts a program in a process group of its own, looked for in PATH when its name has no slash.
///
/// It gets the three descriptors as 0, 1 and 2 and no others, no signal is blocked or ignored, and
/// its environment is the one given. Returns 0 or an error number.
int worker_start(
    pid_t *id, char *const arguments[], char *const environment[], const int descriptors[3]);

#endif
