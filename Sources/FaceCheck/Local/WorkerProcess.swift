import CWorkerProcess
import Glibc
import NIOCore
import NIOPosix

/// One process of the operator's, with its pipes; started without a shell.
struct WorkerProcess {
    struct Failure: Error {
        /// In the system's words.
        let reason: String

        init(_ code: CInt) { reason = String(cString: strerror(code)) }
    }

    /// What it may know of where it runs. Secrets of the broker may stand in the rest.
    private static let variables = ["PATH", "LANG", "TZ"]

    private let id: pid_t
    /// Where its answers are read.
    let output: CInt
    /// Where questions are written.
    let input: CInt
    /// Where its last words are read.
    let complaints: CInt

    /// - Parameter command: program and arguments; not empty.
    init(_ command: [String]) throws(Failure) {
        let input = try Self.pipe()
        let output = try Self.pipe()
        let complaints = try Self.pipe()
        let theirs = [input.reading, output.writing, complaints.writing]
        let ours = [input.writing, output.reading, complaints.reading]
        let started = Self.start(command, descriptors: theirs)
        for end in theirs { close(end) }
        do throws(Failure) {
            id = try started.get()
        } catch {
            for end in ours { close(end) }
            throw error
        }
        (self.input, self.output, self.complaints) = (ours[0], ours[1], ours[2])
    }

    private static func pipe() throws(Failure) -> (reading: CInt, writing: CInt) {
        var ends: [CInt] = [-1, -1]
        let code = worker_pipe(&ends)
        guard code == 0 else { throw Failure(code) }
        return (ends[0], ends[1])
    }

    /// - Parameter descriptors: what the process shall know as 0, 1 and 2; it gets no others.
    private static func start(
        _ command: [String], descriptors: [CInt]
    ) -> Result<pid_t, Failure> {
        var arguments = command.map { strdup($0) } + [nil]
        var environment = variables.compactMap(Self.variable).map { strdup($0) } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var id = pid_t()
        let code = worker_start(&id, &arguments, &environment, descriptors)
        return code == 0 ? .success(id) : .failure(Failure(code))
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { "\(name)=\(String(cString: $0))" }
    }

    /// Ends it and all it has started; to be called before `reap`, which frees the id for others.
    func end() { kill(-id, SIGKILL) }

    /// Waits until the system has forgotten it. It must have been ended.
    func reap() async {
        let id = id
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        // Not the waiting of this task: it would not wait when it is cancelled.
        let reaped = NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            var status: CInt = 0
            while waitpid(id, &status, 0) == -1 && errno == EINTR {}
        }
        // Fails only when the process itself is about to end.
        try? await reaped.get()
    }
}
