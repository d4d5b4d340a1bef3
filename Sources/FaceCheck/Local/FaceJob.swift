import LoginFlow

/// Something a worker is to judge.
struct FaceJob: Sendable {
    enum Purpose: Sendable {
        case check(FaceOrder)
        case portrait(OneShot<PortraitVerdict>)
    }

    let id: Int64
    let purpose: Purpose
    let question: WorkerQuestion
    let enteredAt: Moment?
    /// How many workers have had it.
    var attempts = 0
}

/// What a worker is asked, without the number that its answer must carry.
struct WorkerQuestion: Sendable {
    enum Kind: Sendable {
        /// The first picture is the portrait, the rest was taken now.
        case check([FaceAction])
        case portrait(PortraitRules, template: [UInt8])
    }

    let kind: Kind
    let pictures: [[UInt8]]
}
