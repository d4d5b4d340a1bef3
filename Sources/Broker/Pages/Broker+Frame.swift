package import LoginFlow
package import Secrets
import SessionStore

/// What the page draws, and for how long.
package struct PageFrame: Sendable {
    package let payload: String
    /// Whole seconds until the next one; `nil` when codes do not rotate.
    package let validFor: Int?
    /// The login session's version.
    package let version: Int64
}

extension Broker {
    /// How long past its end a frame is still taken: a camera, a slow phone and a slow network.
    static let frameGrace: Seconds = 3

    /// The current frame; only while waiting, and only where another device may scan.
    package func frame(
        _ id: SessionID, _ poll: PollToken
    ) async throws(BrokerRefusal) -> PageFrame {
        let record = try await owned(id, poll)
        guard case .waiting = record.session.state else { throw .notWaiting }
        if record.session.request.isSameDeviceOnly { throw .sameDeviceOnly }
        return frame(of: record, poll)
    }

    func frame(of record: SessionRecord, _ poll: PollToken) -> PageFrame {
        let rotation = Int64(record.session.policy.rotation.count) * 1000
        let age = max(0, clock.frames() - record.codeEpoch)
        let step = rotation == 0 ? 0 : age / rotation
        let left = rotation == 0 ? nil : Int((rotation - age % rotation + 999) / 1000)
        let payload = Frame.payload(
            issuer: settings.issuer, token: keys.scanToken(for: poll), .step(Int(step)), keys: keys)
        return PageFrame(payload: payload, validFor: left, version: record.session.version)
    }

    /// What opens the app on the page's own device; only while waiting, and only where the person can
    /// be brought back.
    func sameDevicePayload(of record: SessionRecord, _ poll: PollToken) -> String? {
        guard record.session.state.status == .waiting, record.session.request.returnPlace != nil
        else { return nil }
        return Frame.payload(
            issuer: settings.issuer, token: keys.scanToken(for: poll), .sameDevice, keys: keys)
    }

    /// How a frame stands to the clock.
    enum FrameAge { case future, fresh, stale }

    func age(of frame: Frame, _ record: SessionRecord) -> FrameAge {
        switch frame.kind {
        // Where none is drawn there is none, whoever can compute it.
        case .step where record.session.request.isSameDeviceOnly: .future
        case .step(let step): age(ofStep: step, of: record)
        // Handed out only where there is a way back.
        case .sameDevice: record.session.request.returnPlace == nil ? .future : .fresh
        }
    }

    private func age(ofStep step: Int, of record: SessionRecord) -> FrameAge {
        let rotation = Int64(record.session.policy.rotation.count) * 1000
        if rotation == 0 { return step == 0 ? .fresh : .future }
        let age = max(0, clock.frames() - record.codeEpoch)
        if Int64(step) > age / rotation { return .future }
        let end = (Int64(step) + 1) * rotation + Int64(Self.frameGrace.count) * 1000
        return age < end ? .fresh : .stale
    }
}
