/// What is sealed; part of what the seal is bound to.
enum SealLabel {
    static let requester = "requester"
    static let person = "person"
    static let facts = "facts"
    static let identity = "identity"
    static let pushedRequest = "pushed request"
    static let delivery = "delivery"
}
