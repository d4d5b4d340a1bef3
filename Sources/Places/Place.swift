import Glibc

/// Where an address is, as far as a database knows: a country for certain, a town perhaps, and for a
/// mobile network often only where its operator's computers stand.
package struct Place: Sendable, Hashable {
    /// From the largest to the smallest, by language tag: `["en": ["China", "Qinghai", "Xining"]]`.
    package let names: [String: [String]]
    /// ISO 3166-1, two letters.
    package let country: String
    /// Its middle, where the database has one.
    package let point: Point?

    package struct Point: Sendable, Hashable {
        /// Degrees, −90 to 90.
        package let latitude: Double
        /// Degrees, −180 to 180.
        package let longitude: Double
        /// Kilometres around it in which the address is, most likely.
        package let radius: Double

        package init(latitude: Double, longitude: Double, radius: Double) {
            self.latitude = latitude
            self.longitude = longitude
            self.radius = radius
        }
    }

    package init(names: [String: [String]], country: String, point: Point?) {
        self.names = names
        self.country = country
        self.point = point
    }

    /// Whether two places are certainly further apart; where a point is missing, whether the countries
    /// differ.
    ///
    /// - Parameter kilometres: beyond which.
    package func isFurther(from other: Place, than kilometres: Double) -> Bool {
        guard let point, let others = other.point else { return country != other.country }
        return point.distance(to: others) - point.radius - others.radius > kilometres
    }
}

extension Place.Point {
    /// Mean radius of the earth in kilometres (IUGG).
    private static let earth = 6371.0

    /// Kilometres along the great circle, by the haversine formula, which is exact for small angles.
    func distance(to other: Place.Point) -> Double {
        func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
        func haversine(_ angle: Double) -> Double { sin(angle / 2) * sin(angle / 2) }
        let (here, there) = (radians(latitude), radians(other.latitude))
        let across = haversine(radians(other.longitude - longitude))
        let part = haversine(there - here) + cos(here) * cos(there) * across
        return 2 * Self.earth * asin(min(1, part.squareRoot()))
    }
}
