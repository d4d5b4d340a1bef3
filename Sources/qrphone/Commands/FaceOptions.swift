import ArgumentParser

extension FaceScript: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

/// What happens at a face check.
struct FaceOptions: ParsableArguments {
    @Option(help: "pass, fail, fail:<reason>, error, timeout or skip.") var face: FaceScript?
    @Option(help: ArgumentHelp("Do it at most N times.", valueName: "N")) var faceTimes: Int?
    @Option(help: ArgumentHelp("The credential's portrait picture.", valueName: "file"))
    var portrait: String?
    @Option(
        help: ArgumentHelp(
            "A picture of the face, as often as there are some, in order.", valueName: "file"))
    var picture: [String] = []
    @Option(
        help: ArgumentHelp("A folder of pictures, sent in the order of names.", valueName: "dir"))
    var captureFolder: String?
    @Flag(help: "Begin the check elsewhere, where that can be chosen, and print its address.")
    var visit = false

    /// Whether anything about a face check was said that only somebody who decided needs.
    var isScripted: Bool { face != nil || faceTimes != nil || visit }

    mutating func validate() throws {
        if let faceTimes, faceTimes < 1 {
            throw ValidationError("--face-times is a whole number from 1.")
        }
        let ways = [face != nil, !picture.isEmpty, captureFolder != nil, visit].filter { $0 }.count
        if ways > 1 {
            throw ValidationError(
                "Only one of --face, --picture, --capture-folder and --visit can be wanted.")
        }
    }

    /// The pictures to send; empty when none were named.
    func photos() throws(PhoneFailure) -> [Photo] {
        if let captureFolder { return try Photo.folder(captureFolder) }
        var photos: [Photo] = []
        for path in picture { photos.append(try Photo(file: path)) }
        return photos
    }

    func portraitPhoto() throws(PhoneFailure) -> Photo? {
        guard let portrait else { return nil }
        return try Photo(file: portrait)
    }

    func script() throws(PhoneFailure) -> FaceScript {
        var script = face ?? FaceScript()
        script.times = faceTimes
        script.photos = try photos()
        script.prefersVisit = visit
        return script
    }
}
