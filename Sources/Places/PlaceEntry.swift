import CMaxMindDB

/// What a database says of one address: maps and lists, read by path.
struct PlaceEntry {
    let entry: MMDB_entry_s

    /// `nil` without a country.
    var place: Place? {
        guard let country = text("country", "iso_code") else { return nil }
        var names: [String: [String]] = [:]
        for language in ["en", "zh-CN"] {
            names[language] = [
                text("country", "names", language),
                text("subdivisions", "0", "names", language),
                text("city", "names", language),
            ].compactMap(\.self)
        }
        return Place(names: names, country: country, point: point)
    }

    private var point: Place.Point? {
        guard let latitude = number("location", "latitude"), (-90...90).contains(latitude),
            let longitude = number("location", "longitude"), (-180...180).contains(longitude)
        else { return nil }
        let radius = number("location", "accuracy_radius") ?? 0
        return Place.Point(latitude: latitude, longitude: longitude, radius: radius)
    }

    private func text(_ path: String...) -> String? {
        guard let value = value(path), value.type == MMDB_DATA_TYPE_UTF8_STRING,
            value.data_size > 0, let start = value.utf8_string
        else { return nil }
        // It is not ended by a zero.
        return String(
            decoding: UnsafeRawBufferPointer(start: start, count: Int(value.data_size)),
            as: UTF8.self)
    }

    private func number(_ path: String...) -> Double? {
        guard let value = value(path) else { return nil }
        return switch Int32(value.type) {
        case MMDB_DATA_TYPE_DOUBLE: value.double_value
        case MMDB_DATA_TYPE_UINT16: Double(value.uint16)
        case MMDB_DATA_TYPE_UINT32: Double(value.uint32)
        default: nil
        }
    }

    private func value(_ path: [String]) -> MMDB_entry_data_s? {
        var (entry, value) = (entry, MMDB_entry_data_s())
        let status = withCStrings(path) { MMDB_aget_value(&entry, &value, $0) }
        return status == MMDB_SUCCESS && value.has_data ? value : nil
    }

    /// The texts as C has them, with a `nil` at their end.
    private func withCStrings(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Int32
    ) -> Int32 {
        let copies = texts.map { Array($0.utf8CString) }
        let all = copies.flatMap(\.self)
        return all.withUnsafeBufferPointer { all in
            var starts: [UnsafePointer<CChar>?] = []
            var offset = 0
            for copy in copies {
                starts.append(all.baseAddress.map { $0 + offset })
                offset += copy.count
            }
            return body(starts + [nil])
        }
    }
}
