import Foundation
import Places
import Testing

@Suite struct PlaceTests {
    private static let xining = point(36.6167, 101.7667)
    private static let beijing = point(39.9042, 116.4074)

    private static func point(
        _ latitude: Double, _ longitude: Double, radius: Double = 0
    ) -> Place.Point {
        Place.Point(latitude: latitude, longitude: longitude, radius: radius)
    }

    private func place(_ country: String, _ point: Place.Point?) -> Place {
        Place(names: [:], country: country, point: point)
    }

    /// Distances by the law of cosines, another formula: Beijing to Xining 1,328 km, Sydney to Los Angeles 12,073 km
    /// over the date line, the poles 20,015 km.
    private static let distances: [(Place.Point, Place.Point, Double)] = [
        (xining, beijing, 1_328.0), (point(-33.8688, 151.2093), point(34.0522, -118.2437), 12_073),
        (point(90, 0), point(-90, 77), 20_015), (point(0, 179.5), point(0, -179.5), 111),
        (xining, xining, 0),
    ]

    @Test(arguments: distances)
    func distancesFollowTheGreatCircle(one: Place.Point, other: Place.Point, kilometres: Double) {
        let (here, there) = (place("A", one), place("B", other))
        for (one, other) in [(here, there), (there, here)] {
            #expect(!one.isFurther(from: other, than: kilometres + 10))
            #expect(one.isFurther(from: other, than: kilometres - 10) || kilometres == 0)
        }
    }

    /// A town that is known to a thousand kilometres may be next door.
    @Test func whatIsUncertainIsNear() {
        let here = place("CN", Self.point(36.6167, 101.7667, radius: 500))
        let there = place("CN", Self.point(39.9042, 116.4074, radius: 400))
        #expect(!here.isFurther(from: there, than: 500))
        #expect(here.isFurther(from: there, than: 400))
        #expect(place("CN", Self.xining).isFurther(from: there, than: 900))
    }

    @Test func withoutAPointTheCountryCounts() {
        #expect(place("CN", nil).isFurther(from: place("DE", Self.beijing), than: 20_000))
        #expect(!place("CN", Self.xining).isFurther(from: place("CN", nil), than: 50))
    }

    @Test func whatIsNoDatabaseIsRefused() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("places-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("file").path
        #expect(throws: PlaceDatabase.Failure.self) { try PlaceDatabase(path: file) }
        for content in [Data(), Data("no database".utf8), Data(repeating: 0xAB, count: 100_000)] {
            try content.write(to: URL(fileURLWithPath: file))
            #expect(throws: PlaceDatabase.Failure.self) { try PlaceDatabase(path: file) }
        }
    }
}
