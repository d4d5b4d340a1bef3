import Glibc
import NIOCore
import NIOPosix

/// The pipes of one worker.
struct WorkerLine {
    typealias Talk = NIOAsyncChannel<[UInt8], ByteBuffer>

    let talk: Talk
    private let complaints: any Channel
    private let words = LastWords()

    /// - Throws: when the system has no room for more descriptors.
    init(_ process: WorkerProcess) async throws {
        let bootstrap = NIOPipeBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let words = words
        do {
            complaints = try await bootstrap.takingOwnershipOfDescriptor(
                input: process.complaints
            ) { channel in
                channel.pipeline.addHandler(words).map { channel }
            }
        } catch {
            for descriptor in [process.input, process.output, process.complaints] {
                close(descriptor)
            }
            throw error
        }
        do {
            talk = try await bootstrap.takingOwnershipOfDescriptors(
                input: process.output, output: process.input
            ) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ByteToMessageHandler(WorkerFrameDecoder()))
                    return try Talk(wrappingChannelSynchronously: channel)
                }
            }
        } catch {
            for descriptor in [process.input, process.output] { close(descriptor) }
            try? await complaints.close()
            throw error
        }
    }

    /// What the worker said last; to be asked after it has ended.
    func lastWords() async -> String {
        // All it said is in the pipe by now. A program that left its group could hold the pipe open.
        try? await complaints.close()
        return words.lastLine
    }
}
