import Addresses
package import Places

/// Where a code is shown, against where the phone is that has scanned it.
package struct Surroundings: Sendable {
    /// Address of whoever shows the code; empty where nobody does.
    let page: String
    package let isSameNetwork: Bool
    /// Where the page is.
    package let place: Place?
    package let isFarAway: Bool
}

extension Broker {
    /// - Parameter page: `nil` where no code is shown.
    func surroundings(page: String?, phone: String) -> Surroundings {
        guard let page else {
            return Surroundings(page: "", isSameNetwork: false, place: nil, isFarAway: false)
        }
        let neighbours = IPNetwork(neighboursOf: page)
        let isSame = neighbours != nil && neighbours == IPNetwork(neighboursOf: phone)
        let place = places(page)
        return Surroundings(
            page: page, isSameNetwork: isSame, place: place,
            isFarAway: !isSame && isFar(place, from: phone))
    }

    /// Whoever is nowhere that is known is not far.
    private func isFar(_ place: Place?, from phone: String) -> Bool {
        guard let place, let other = places(phone) else { return false }
        return place.isFurther(from: other, than: Double(settings.risk.farAway))
    }
}
