/// Something that other threads should have done long ago has not happened.
struct Stuck: Error {
    let what: String
}

/// Lets other threads go on until the condition holds; how fast the machine is does not matter.
///
/// - Throws: `Stuck` after two minutes.
func until(_ what: @autoclosure () -> String, _ condition: () -> Bool) async throws {
    let limit = ContinuousClock.now + .seconds(20)
    while !condition() {
        if ContinuousClock.now > limit { throw Stuck(what: what()) }
        await Task.yield()
    }
}
