/// Why a picture could not be looked at.
///
/// That no code is in it is an answer, not a failure.
package enum QRReaderFailure: Error, Equatable, Sendable {
    /// The file has more than ``Picture/maximumBytes`` bytes.
    case fileTooLarge(bytes: Int)
    /// The bytes are neither PNG nor JPEG, or the file is broken.
    case notAPicture
    /// A side is over ``Picture/maximumSide`` pixels, or the area over ``Picture/maximumPixels``.
    case tooManyPixels(width: Int, height: Int)
    /// The system library gave up, in practice because memory ran out.
    case libraryFailed
}
