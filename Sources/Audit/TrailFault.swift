/// The first thing that is wrong with an audit trail, and why.
package enum TrailFault: Sendable, Equatable {
    /// A number that must be there is not.
    case missing(row: Int64)
    /// What stands in the columns is not what stood there when the row was written.
    case edited(row: Int64)
    /// The columns are right, as the next row tells; the hash beside them is not.
    case hashEdited(row: Int64)
    /// The row that belongs here stands in another place.
    case moved(row: Int64, from: Int64)
    /// Rows before this one were taken out, and the rest was numbered anew.
    case renumbered(row: Int64, gone: Int64)
    /// The hashes fit each other but are not the ones that were signed: rows were written anew.
    case rewritten(from: Int64, to: Int64)
    /// Signed rows at the end are gone.
    case cutOff(last: Int64, signed: Int64)
    /// The checkpoint over so many rows is not the broker's.
    case checkpoint(size: Int64, CheckpointFault)
    /// A checkpoint that was kept elsewhere is missing here or says something else.
    case otherCheckpoint(size: Int64)

    /// The first row that cannot be relied on; `nil` where rows are not to blame.
    package var row: Int64? {
        switch self {
        case .missing(let row), .edited(let row), .hashEdited(let row), .moved(let row, _),
            .renumbered(let row, _), .rewritten(let row, _):
            row
        case .cutOff(let last, _): last + 1
        case .checkpoint, .otherCheckpoint: nil
        }
    }

    /// One word for programs.
    package var name: String {
        switch self {
        case .missing: "missing"
        case .edited: "edited"
        case .hashEdited: "hash_edited"
        case .moved: "moved"
        case .renumbered: "renumbered"
        case .rewritten: "rewritten"
        case .cutOff: "cut_off"
        case .checkpoint: "bad_checkpoint"
        case .otherCheckpoint: "other_checkpoint"
        }
    }

    /// For the operator.
    package var text: String {
        switch self {
        case .missing(let row): "row \(row) is missing: it was removed"
        case .edited(let row): "row \(row) was edited"
        case .hashEdited(let row): "row \(row): its hash was edited"
        case .moved(let row, let from):
            "row \(row) is not the one that belongs there, which stands at \(from): "
                + "rows were put into another order"
        case .renumbered(let row, let gone):
            "row \(row) is not the one that belongs there: \(gone) were removed and the rest was "
                + "numbered anew"
        case .rewritten(let first, let last):
            "rows \(first) to \(last) are not the ones that were signed: some of them were written "
                + "anew"
        case .cutOff(let last, let signed):
            "rows \(last + 1) to \(signed) are missing: they were cut off"
        case .checkpoint(let size, let fault):
            "the checkpoint over \(size) rows \(fault.text)"
        case .otherCheckpoint(let size):
            "the checkpoint over \(size) rows that was kept elsewhere is not in this file"
        }
    }
}

extension CheckpointFault {
    package var text: String {
        switch self {
        case .malformed: "cannot be read"
        case .unknownKey: "is signed with another key"
        case .wrongSignature: "has a wrong signature"
        case .retiredKey: "is signed with a key after its end"
        }
    }
}
