/// How much of a symbol may be damaged and still be read.
///
/// A symbol on a screen is not torn or dirty: ``low`` gives the fewest and therefore largest
/// modules, which is what a camera at arm's length needs most. The others are for print.
package enum ErrorCorrection: Sendable, CaseIterable {
    /// About 7 % of the symbol may be lost.
    case low
    /// About 15 %.
    case medium
    /// About 25 %.
    case quartile
    /// About 30 %.
    case high
}
