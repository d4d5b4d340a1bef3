import NIOCore
import StrictJSON

/// One simulated login: a page that waits and a phone that decides.
///
/// ```
/// page   create ─ qr ─ poll ············ poll ············· answer ─▶ portal: redeem
/// phone              (think) scan ─ sign (think) confirm ─ [face]
/// ```
/// A state machine of callbacks on the event loop. It ends once: as it was asked to, or with the
/// kind of what went wrong.
final class Login {
    let stage: Stage
    let course: Course
    let number: Int
    private let finished: (Login) -> Void
    var page: Connection?
    var phone: Connection?
    /// The portal's own, while it redeems.
    var backend: Connection?
    var session: PageSession?
    var verifier = ""
    var version = 1
    var asks: Asks?
    var matchNumber: String?
    /// Goes on with the confirmation once the page shows the number to type.
    var whenNumberIsShown: (() -> Void)?
    var scanDue: NIODeadline?
    /// Scans of a frame that was too old by the time it arrived.
    var staleScans = 0
    var decisionDue: NIODeadline?
    /// The phone has nothing more to say, or to hear.
    var phoneIsDone = false
    var pageIsDone = false
    private(set) var isOver = false
    /// Seconds that the server asked to be left alone, of a login that failed for it.
    private(set) var retryAfter: Int?

    init(_ stage: Stage, course: Course, number: Int, finished: @escaping (Login) -> Void) {
        self.stage = stage
        self.course = course
        self.number = number
        self.finished = finished
    }

    // MARK: The end

    /// The page, or the phone, is through.
    func finishIfDone() {
        guard !isOver, phoneIsDone, pageIsDone else { return }
        stage.recorder.end(course)
        over()
    }

    /// Abandoned, as asked: the tab is shut, with its poll still held.
    func leave() {
        guard !isOver else { return }
        page?.close()
        page = nil
        stage.recorder.end(course)
        over()
    }

    func fail(_ kind: String, retryAfter: Int? = nil) {
        guard !isOver else { return }
        self.retryAfter = retryAfter
        stage.recorder.fail(kind)
        page?.close()
        phone?.close()
        (page, phone) = (nil, nil)
        over()
    }

    private func over() {
        isOver = true
        if let page { stage.pages.give(page) }
        if let phone { stage.phones.give(phone) }
        if let backend { stage.backend.give(backend) }
        (page, phone, backend) = (nil, nil, nil)
        whenNumberIsShown = nil
        finished(self)
    }
}
