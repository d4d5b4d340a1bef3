/// What is sealed; part of what the seal is bound to.
enum SealLabel {
    static let requester = "requester"
    static let person = "person"
    static let claims = "claims"
}
