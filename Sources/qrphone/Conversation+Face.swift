import StrictJSON

extension Conversation {
    /// Goes through a face check and those that follow it, as long as the person does something
    /// about them and the broker takes it. A no of the person is taken to the broker too.
    mutating func goThrough(
        _ first: FaceCheck, of scanned: Scanned, by person: any Person
    ) async throws(PhoneFailure) {
        var open: FaceCheck? = first
        while let check = open {
            checksSeen.insert(check.id)
            let step = try person.face(check, previous: faceSteps)
            if case .deny(let reason) = step {
                decision = .deny(reason)
                _ = try await tell(decision, about: scanned)
                return
            }
            guard let (members, pictures) = parts(of: step, portraitFor: check) else { return }
            let statement = Self.statement(members, about: check, of: scanned)
            let standing = try Standing(await send(.face, statement, beside: pictures))
            if step == .visit { visit = check }
            faceSteps.append(step)
            noteAndShow(standing)
            open = standing.face
        }
    }

    /// How a check elsewhere went. A status does not say it; beginning the same check again does,
    /// and counts nothing.
    ///
    /// - Returns: the check that is open now; `nil` when there is none any more.
    mutating func outcome(
        of check: FaceCheck, _ scanned: Scanned
    ) async throws(PhoneFailure) -> FaceCheck? {
        let members = Self.statement(["begin": true], about: check, of: scanned)
        do {
            let statement = try signer.statement(.face, members)
            let standing = try Standing(await client.send(.face, statement).body)
            noteAndShow(standing)
            return standing.face
        } catch .refused {
            // The login has gone on meanwhile; the next status says where to.
            return nil
        }
    }

    private static func statement(
        _ members: JSONObject, about check: FaceCheck, of scanned: Scanned
    ) -> JSONObject {
        var members = members
        members.append("sid", scanned.sessionID)
        members.append("check_id", check.id)
        members.append("challenge", check.challenge)
        return members
    }

    /// What a step puts into the statement and beside it; `nil` when nothing is sent.
    private func parts(
        of step: FaceStep, portraitFor check: FaceCheck
    ) -> (JSONObject, CapturePictures?)? {
        switch step {
        case .leave, .deny: return nil
        case .visit: return (["begin": true], nil)
        case .send(let result): return (result.members(reference: Statement.newID()), nil)
        case .capture(let photos):
            let digests = photos.map { JSONValue.string($0.digest) }
            let portrait = check.wantsPortrait ? confirmedPortrait : nil
            return (
                ["capture": .array(digests)], CapturePictures(portrait: portrait, frames: photos)
            )
        }
    }

    private var confirmedPortrait: Photo? {
        if case .confirm(let details) = decision { details.portrait } else { nil }
    }
}
