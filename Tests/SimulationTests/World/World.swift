import Broker
import FaceCheck
import Foundation
import GRDB
import LoginFlow
import NIOConcurrencyHelpers
import Secrets
import SeededGenerator
import SessionStore
import Tokens
import WaitingRoom

/// A whole broker over its real store, everybody who talks to it, and everything that goes wrong, in
/// virtual time and from one seed.
///
/// One step is one thing happening: a request, several at once, time, upkeep, or a crash. After each
/// the invariants are checked against what stands in the database and what everybody was told.
final class World {
    let seed: UInt64
    var dice: Dice
    let clock = VirtualClock()
    let random: SeededRandom
    let faces = FaceService()
    let folder: URL

    var disk: SimulatedDisk
    var incarnation = 0
    var broker: Broker
    var store: SessionStore
    var room = WaitingRoom()
    private var inspector: DatabaseQueue

    var logins: [Login] = []
    /// Whether nothing goes wrong any more.
    var isCalm = false
    var browsers: [SignInToken] = []
    /// Statements that were sent, to be sent again.
    var sent: [Call] = []
    var parked: [Parked] = []
    let bells = Bells()
    let interruptions = Interruptions()
    /// Polls held so far.
    var parkings = 0

    var step = StepRecord()
    var snapshot: Snapshot?
    private var invariants: [any Invariant] = [
        ClaimInvariants(), CodeInvariants(), DeadlineInvariants(), VersionInvariants(),
        DurabilityInvariants(), WaitingInvariants(), SecrecyInvariants(), FaceInvariants(),
        AuditInvariants(), RestInvariants(), OnceInvariants(),
    ]
    var trace = Trace()
    var probes = Probes()
    var wrongs: [String] = []

    init(seed: UInt64) throws {
        self.seed = seed
        dice = Dice(seed: seed)
        random = SeededRandom(seed: seed ^ 0x5EED)
        folder = FileManager.default.temporaryDirectory
            .appending(path: "simulation-\(seed)-\(UUID().uuidString)")
        disk = try SimulatedDisk(in: folder.appending(path: "0"))
        (store, broker) = try Self.open(disk, clock, random, faces, room)
        inspector = try Self.inspector(disk)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    // MARK: The broker's lives

    private static func open(
        _ disk: SimulatedDisk, _ clock: VirtualClock, _ random: SeededRandom,
        _ faces: FaceService, _ room: WaitingRoom
    ) throws -> (SessionStore, Broker) {
        let store = try SessionStore(
            path: disk.uri, keyCheck: Setting.keys.checkValue, clock: clock.readInWrite,
            afterCommit: { Broker.wake($0, in: room) })
        let signers = TokenSigners([
            TokenSigners.Entry(key: Setting.tokenKey, madeAt: VirtualClock.start)
        ])
        let broker = Broker(
            settings: Setting.settings, keys: Setting.keys, signers: signers,
            clock: clock.broker, store: store, room: room,
            faceProviders: [.attested: AttestedFaceProvider(), .remote: faces],
            random: random.bytes)
        disk.forgive()
        return (store, broker)
    }

    private static func inspector(_ disk: SimulatedDisk) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: disk.uri, configuration: configuration)
    }

    /// The process is gone, with all it had in memory; another one opens what the disk has.
    func restart() async throws {
        room.close()
        parked = []
        bells.forget()
        repeat {
            disk.kill()
            clock.restart()
            incarnation += 1
            let former = disk.directory
            disk = try disk.image(in: folder.appending(path: "\(incarnation)"))
            try FileManager.default.removeItem(at: former)
            room = WaitingRoom()
            if dice.oneIn(12) { disk.arrange(.kill(write: dice.roll(1..<8), torn: 0)) }
        } while try !reopen()
        disk.arrange(nil)
        inspector = try Self.inspector(disk)
        do { try await broker.resumeFaceChecks() } catch { wrongs.append("resuming: \(error)") }
    }

    /// - Returns: whether the process came up; another crash may have been arranged.
    private func reopen() throws -> Bool {
        do {
            (store, broker) = try Self.open(disk, clock, random, faces, room)
            return !disk.isDead
        } catch {
            guard disk.isDead else { throw error }
            probes.hit("crash while opening")
            return false
        }
    }

    /// The login session of a secret, for those who are not told its name.
    func session(of poll: PollToken) throws -> SessionID? {
        let digest = Digest(of: poll).data
        return try inspector.read {
            try Data.fetchOne(
                $0, sql: "SELECT id FROM login_sessions WHERE poll_digest = ?", arguments: [digest])
        }.flatMap { SessionID(bytes: $0) }
    }

    // MARK: The checks

    func check() throws {
        step.times = clock.toldToWrites
        step.driftedTo = clock.driftedTo
        step.written = disk.takeWritten()
        let former = snapshot
        let snapshot = try inspector.read { try Snapshot($0, after: former) }
        self.snapshot = snapshot
        for index in invariants.indices { wrongs += invariants[index].check(step, snapshot) }
        note(snapshot)
        step = StepRecord()
    }

    /// Notes in the trace what has changed, and in the probes what was reached.
    private func note(_ snapshot: Snapshot) {
        for row in snapshot.newAudit {
            let reason = row.reason.map { " \($0)" } ?? ""
            trace.note("  \(short(row.session)) v\(row.version) \(row.cause) → \(row.to)\(reason)")
            probes.hit("cause \(row.cause)")
            probes.hit("state \(row.to)\(reason)")
        }
    }
}
