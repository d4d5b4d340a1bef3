import FaceCheck
import Foundation
import LoginFlow
import StrictJSON

/// A real process that speaks the worker's wire and does what the pictures tell it to.
struct ScriptedWorker {
    /// What it does before it says that it is ready.
    enum Start: String {
        case prompt
        /// Once somebody has written to the pipe `go`.
        case late
        case never
        /// Until it is mended.
        case leaves
        /// Says something nobody has asked for once it is ready.
        case talksUnasked = "talks_unasked"
        /// Starts a process of its own.
        case withChild = "with_child"
    }

    let folder: URL
    /// The pipe `go`, held open at both ends so that neither of us ever waits for the other.
    private let signal: FileHandle

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("face-worker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(Self.script.utf8).write(to: folder.appendingPathComponent("worker.py"))
        let path = folder.appendingPathComponent("go").path
        mkfifo(path, 0o600)
        signal = FileHandle(fileDescriptor: open(path, O_RDWR), closeOnDealloc: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The system's own starts faster than what may stand before it in `PATH`.
    private static let python =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")
        ? "/usr/bin/python3" : "python3"

    func settings(_ start: Start = .prompt) -> LocalFaceSettings {
        LocalFaceSettings(command: [
            Self.python, "-I", "-S", folder.appendingPathComponent("worker.py").path,
            start.rawValue, folder.path,
        ])
    }

    /// Lets a late one go on.
    func go() throws { try signal.write(contentsOf: [1]) }

    /// Lets one that leaves stay from now on.
    func mend() throws { try Data().write(to: folder.appendingPathComponent("mended")) }

    /// What each life knew of itself when it began.
    var lives: [JSONValue] { lines("lives") }

    /// The headers of all questions.
    var questions: [JSONValue] { lines("questions") }

    private func lines(_ name: String) -> [JSONValue] {
        let url = folder.appendingPathComponent(name)
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { try? JSONValue(parsing: String($0)) }
    }

    /// Whether a process is there and has not just ended.
    static func isAlive(_ id: Int64) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
        else { return false }
        return text.split(separator: ")").last?.split(separator: " ").first != "Z"
    }

    /// Its processes, whether they have come to anything yet or not.
    var processes: [Int64] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { Int64($0) }.filter { id in
            let line = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(id)/cmdline"))
            return line?.range(of: Data(folder.path.utf8)) != nil && Self.isAlive(id)
        }
    }

    /// 128 numbers, as the worker sends them.
    static let template = [UInt8](repeating: 7, count: 512)

    private static let script = """
        import base64, hashlib, json, os, signal, struct, subprocess, sys

        start, folder = sys.argv[1:3]
        reader, writer = sys.stdin.buffer, sys.stdout.buffer

        def note(name, what):
            with open(os.path.join(folder, name), "a") as file:
                file.write(json.dumps(what) + chr(10))

        def count(name):
            path = os.path.join(folder, name)
            return len(open(path).readlines()) if os.path.exists(path) else 0

        def raw(data):
            writer.write(data)
            writer.flush()

        def say(what):
            data = what if isinstance(what, bytes) else json.dumps(what).encode()
            raw(struct.pack(">I", len(data)) + data)

        life = count("lives")
        child = subprocess.Popen(["sleep", "600"]).pid if start == "with_child" else None
        status = dict(l.split(":") for l in open("/proc/self/status").read().splitlines() if ":" in l)
        note("lives", {
            "pid": os.getpid(), "group": os.getpgid(0), "child": child,
            "environment": sorted(k for k in os.environ if k != "LC_CTYPE"),
            "descriptors": sorted(int(n) for n in os.listdir("/proc/self/fd") if int(n) < 1000
                                  and os.path.exists("/proc/self/fd/" + n)),
            "blocked": status["SigBlk"].strip(),
            # 13 and 25 Python ignores by itself, 32 and 33 are the C library's own.
            "ignored": int(status["SigIgn"], 16)
                       & ~(1 << 12) & ~(1 << 24) & ~(1 << 31) & ~(1 << 32)})
        if start == "late":
            open(os.path.join(folder, "go"), "rb").read(1)
        if start == "leaves" and not os.path.exists(os.path.join(folder, "mended")):
            print("model missing" + chr(27), file=sys.stderr)
            sys.exit(3)
        if start == "never":
            signal.pause()
        say({"ready": True, "engine": "scripted", "version": "1"})
        if start == "talks_unasked" and life == 0:
            say({"id": 1, "verdict": "fail", "reason": "mismatch"})

        good = base64.b64encode(bytes([7]) * 512).decode()
        while True:
            length = reader.read(4)
            if len(length) < 4:
                break
            header = json.loads(reader.read(struct.unpack(">I", length)[0]))
            pictures = [reader.read(size) for size in header["pictures"]]
            header["digests"] = [hashlib.sha256(picture).hexdigest() for picture in pictures]
            header["life"] = life
            note("questions", header)
            order, _, rest = pictures[-1].decode("latin-1").partition(" ")
            number = header["id"]
            if order == "pass":
                say({"id": number, "verdict": "pass", "score": 0.7, "template": good})
            elif order == "fail":
                say({"id": number, "verdict": "fail", "reason": rest.strip()})
            elif order == "error":
                say({"id": number, "verdict": "error", "reason": "reference_unusable"})
            elif order == "refuse":
                say({"id": number, "verdict": "fail", "reasons": rest.split()})
            elif order == "die" or (order == "die-once" and life == 0):
                sys.exit(1)
            elif order == "hang" or (order == "hang-once" and life == 0):
                signal.pause()
            elif order == "say":
                say(rest.replace("ID", str(number)).replace("GOOD", good).encode("latin-1"))
            elif order == "twice":
                say({"id": number, "verdict": "fail", "reason": "mismatch"})
                say({"id": number, "verdict": "pass", "score": 0.7, "template": good})
            elif order == "flood":
                say({"id": number, "verdict": "pass", "template": good, "pad": "x" * 65536})
            elif order == "half":
                raw(struct.pack(">I", 100) + b"{")
                sys.exit(0)
            else:
                say({"id": number, "verdict": "pass", "score": 0.7, "template": good})
        """
}
