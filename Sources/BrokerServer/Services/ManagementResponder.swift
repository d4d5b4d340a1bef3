import Broker
import BrokerHTTP
import BrokerMetrics
import Foundation
import HTTPServing
import HTTPTypes
import NIOCore
import SessionStore
import WaitingRoom

/// What the management listener answers: probes and metrics, nothing else.
struct ManagementResponder: Responder {
    let store: SessionStore
    let room: WaitingRoom
    let workload: Workload
    let metrics: Metrics
    let faces: FaceProviders

    func bodyLimit(for head: HTTPRequest) -> Int { 0 }

    func reply(to request: Request) -> Reply { .work { .response(await respond(to: request)) } }

    private func respond(to request: Request) async -> Response {
        switch (request.method, request.path) {
        case (.get, "/healthz/live"): return text("ok\n")
        case (.get, "/healthz/ready"): return await ready()
        case (.get, "/metrics"):
            return text(await metricsText(), type: "text/plain; version=0.0.4; charset=utf-8")
        default: return text("not found\n", status: .notFound)
        }
    }

    /// Ready is who can write: a broker that cannot is no use to anybody.
    private func ready() async -> Response {
        do {
            try await store.probe()
            return text("ok\n")
        } catch {
            return text("the store cannot write\n", status: .serviceUnavailable)
        }
    }

    private func metricsText() async -> String {
        let live = (try? await store.liveCount()) ?? -1
        return metrics.text(gauges: [
            ("qrbroker_waiting_polls", "Polls held right now.", Double(room.parkedCount)),
            (
                "qrbroker_requests_in_work", "Requests being worked on right now.",
                Double(workload.count)
            ),
            (
                "qrbroker_requests_limit",
                "Requests in work from which on new logins are turned away now.",
                Double(workload.currentLimit)
            ),
            ("qrbroker_live_sessions", "Login sessions that are not over.", Double(live)),
            (
                "qrbroker_switched_off",
                "Portals, wallets and wallet keys that an operator has switched off.",
                Double(store.switches.list.count)
            ),
            (
                "qrbroker_face_queue", "Checks that wait for a local worker.",
                Double(faces.queueLength)
            ),
            (
                "process_resident_memory_bytes", "Memory in use.",
                Double(ProcessMemory.residentBytes)
            ),
        ])
    }

    private func text(
        _ text: String, status: HTTPResponse.Status = .ok,
        type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ByteBuffer(string: text))
    }
}

/// What the system says of this process.
enum ProcessMemory {
    /// From `/proc/self/statm`, second number, in pages; 0 where there is no such file.
    static var residentBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let numbers = text.split(separator: " ")
        return numbers.count > 1 ? (Int(numbers[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }
}
