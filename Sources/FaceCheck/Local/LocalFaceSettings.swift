/// How faces are judged on this machine.
package struct LocalFaceSettings: Sendable, Hashable {
    /// The worker's program and its arguments; without a slash the program is looked for in `PATH`.
    package var command: [String]
    /// Processes, each of which judges one check at a time.
    package var workers = 1
    /// Checks that may wait for a worker.
    package var queue = 64
    /// Seconds one check may take before its worker is killed.
    package var timeout = 20
    package var portrait = PortraitRules()

    package init(command: [String]) { self.command = command }
}
