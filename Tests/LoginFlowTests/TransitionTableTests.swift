import LoginFlow
import Testing

/// Every state against every event, with the outcome written out.
///
/// Cells: `=` nothing changes and nothing is refused; `scanned` the state becomes that one;
/// `confirmed>approved` two changes at once; `!notFound` refused without change;
/// `!wrongNumber>failed` refused, and the state becomes that one.
@Suite struct TransitionTableTests {
    /// `scan`, `yes`, `no` come from the phone that scanned; `…Other` from another one.
    static let phone = """
        state                scan         scanOther       yes                yesFace
        waiting              scanned      scanned         !notFound          !notFound
        scanned              =            !alreadyScanned confirmed>approved confirmed>face_checking
        confirmed            =            !alreadyScanned =                  =
        face_checking        =            !alreadyScanned =                  =
        approved             =            !alreadyScanned =                  =
        redeemed             !sessionOver !sessionOver    =                  =
        denied/not_me        !sessionOver !sessionOver    !alreadyDecided    !alreadyDecided
        denied/changed_mind  !sessionOver !sessionOver    !alreadyDecided    !alreadyDecided
        denied/level_declined !sessionOver !sessionOver    !alreadyDecided    !alreadyDecided
        cancelled            !sessionOver !sessionOver    !sessionOver       !sessionOver
        expired/unscanned    !sessionOver !sessionOver    !notFound          !notFound
        expired/undecided    !sessionOver !sessionOver    !sessionOver       !sessionOver
        expired/unredeemed   !sessionOver !sessionOver    !sessionOver       !sessionOver
        expired/switched_off !sessionOver !sessionOver    !sessionOver       !sessionOver
        failed/wrong_number  !sessionOver !sessionOver    !sessionOver       !sessionOver
        failed/face_failed   !sessionOver !sessionOver    !sessionOver       !sessionOver
        failed/face_unavailable !sessionOver !sessionOver !sessionOver       !sessionOver
        failed/risk_blocked  !sessionOver !sessionOver    !sessionOver       !sessionOver
        replaced             !sessionOver !sessionOver    !sessionOver       !sessionOver
        """

    static let decision = """
        state                   yesWrongNumber      yesOther  no              noOther
        waiting                 !notFound           !notFound !notFound       !notFound
        scanned                 !wrongNumber>failed !notFound denied          !notFound
        confirmed               =                   !notFound denied          !notFound
        face_checking           =                   !notFound denied          !notFound
        approved                =                   !notFound !alreadyDecided !notFound
        redeemed                =                   !notFound !alreadyDecided !notFound
        denied/not_me           !alreadyDecided     !notFound =               !notFound
        denied/changed_mind     !alreadyDecided     !notFound =               !notFound
        denied/level_declined   !alreadyDecided     !notFound =               !notFound
        cancelled               !sessionOver        !notFound !sessionOver    !notFound
        expired/unscanned       !notFound           !notFound !notFound       !notFound
        expired/undecided       !sessionOver        !notFound !sessionOver    !notFound
        expired/unredeemed      !sessionOver        !notFound !sessionOver    !notFound
        expired/switched_off    !sessionOver        !notFound !sessionOver    !notFound
        failed/wrong_number     !sessionOver        !notFound !sessionOver    !notFound
        failed/face_failed      !sessionOver        !notFound !sessionOver    !notFound
        failed/face_unavailable !sessionOver        !notFound !sessionOver    !notFound
        failed/risk_blocked     !sessionOver        !notFound !sessionOver    !notFound
        replaced                !sessionOver        !notFound !sessionOver    !notFound
        """

    static let face = """
        state                   pass         fail          lastFail     error         lastError
        waiting                 !notNow      !notNow       !notNow      !notNow       !notNow
        scanned                 !notNow      !notNow       !notNow      !notNow       !notNow
        confirmed               !notNow      !notNow       !notNow      !notNow       !notNow
        face_checking           approved     face_checking failed       face_checking failed
        approved                !notFound    !notFound     !notFound    !notFound     !notFound
        redeemed                !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        denied/not_me           !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        denied/changed_mind     !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        denied/level_declined   !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        cancelled               !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        expired/unscanned       !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        expired/undecided       !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        expired/unredeemed      !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        expired/switched_off    !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        failed/wrong_number     !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        failed/face_failed      !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        failed/face_unavailable !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        failed/risk_blocked     !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        replaced                !sessionOver !sessionOver  !sessionOver !sessionOver  !sessionOver
        """

    /// `unattested` a pass that nobody vouches for; `future` one for a check not yet open.
    static let faceMisuse = """
        state                   unattested   future       usedPass usedFail
        waiting                 !notNow      !notNow      =        =
        scanned                 !notNow      !notNow      =        =
        confirmed               !notNow      !notNow      =        =
        face_checking           !notAttested !notFound    =        =
        approved                !notFound    !notFound    =        =
        redeemed                !sessionOver !sessionOver =        =
        denied/not_me           !sessionOver !sessionOver =        =
        denied/changed_mind     !sessionOver !sessionOver =        =
        denied/level_declined   !sessionOver !sessionOver =        =
        cancelled               !sessionOver !sessionOver =        =
        expired/unscanned       !sessionOver !sessionOver =        =
        expired/undecided       !sessionOver !sessionOver =        =
        expired/unredeemed      !sessionOver !sessionOver =        =
        expired/switched_off    !sessionOver !sessionOver =        =
        failed/wrong_number     !sessionOver !sessionOver =        =
        failed/face_failed      !sessionOver !sessionOver =        =
        failed/face_unavailable !sessionOver !sessionOver =        =
        failed/risk_blocked     !sessionOver !sessionOver =        =
        replaced                !sessionOver !sessionOver =        =
        """

    static let page = """
        state                   cancel           replace  deadline switchOff
        waiting                 cancelled        replaced expired  expired
        scanned                 cancelled        replaced expired  expired
        confirmed               cancelled        =        expired  expired
        face_checking           cancelled        =        expired  expired
        approved                !tooLateToCancel =        expired  expired
        redeemed                !tooLateToCancel =        =        =
        denied/not_me           !tooLateToCancel =        =        =
        denied/changed_mind     !tooLateToCancel =        =        =
        denied/level_declined   !tooLateToCancel =        =        =
        cancelled               =                =        =        =
        expired/unscanned       !tooLateToCancel =        =        =
        expired/undecided       !tooLateToCancel =        =        =
        expired/unredeemed      !tooLateToCancel =        =        =
        expired/switched_off    !tooLateToCancel =        =        =
        failed/wrong_number     !tooLateToCancel =        =        =
        failed/face_failed      !tooLateToCancel =        =        =
        failed/face_unavailable !tooLateToCancel =        =        =
        failed/risk_blocked     !tooLateToCancel =        =        =
        replaced                !tooLateToCancel =        =        =
        """

    static let redemption = """
        state                   redeem       otherClient      wrongProof       fifthWrongProof
        waiting                 !sessionOver !sessionOver     !sessionOver     !sessionOver
        scanned                 !sessionOver !sessionOver     !sessionOver     !sessionOver
        confirmed               !sessionOver !sessionOver     !sessionOver     !sessionOver
        face_checking           !sessionOver !sessionOver     !sessionOver     !sessionOver
        approved                redeemed     !wrongRedemption !wrongRedemption !wrongRedemption>expired
        redeemed                !codeUsed    !sessionOver     !codeUsed        !codeUsed
        denied/not_me           !sessionOver !sessionOver     !sessionOver     !sessionOver
        denied/changed_mind     !sessionOver !sessionOver     !sessionOver     !sessionOver
        denied/level_declined   !sessionOver !sessionOver     !sessionOver     !sessionOver
        cancelled               !sessionOver !sessionOver     !sessionOver     !sessionOver
        expired/unscanned       !sessionOver !sessionOver     !sessionOver     !sessionOver
        expired/undecided       !sessionOver !sessionOver     !sessionOver     !sessionOver
        expired/unredeemed      !sessionOver !sessionOver     !sessionOver     !sessionOver
        expired/switched_off    !sessionOver !sessionOver     !sessionOver     !sessionOver
        failed/wrong_number     !sessionOver !sessionOver     !sessionOver     !sessionOver
        failed/face_failed      !sessionOver !sessionOver     !sessionOver     !sessionOver
        failed/face_unavailable !sessionOver !sessionOver     !sessionOver     !sessionOver
        failed/risk_blocked     !sessionOver !sessionOver     !sessionOver     !sessionOver
        replaced                !sessionOver !sessionOver     !sessionOver     !sessionOver
        """

    /// A sign-in of the browser answers: of the phone that has the claim, or of another one.
    static let signOn = """
        state                   signOn          signOnOther
        waiting                 approved        approved
        scanned                 !alreadyScanned !alreadyScanned
        confirmed               !alreadyScanned !alreadyScanned
        face_checking           !alreadyScanned !alreadyScanned
        approved                =               !alreadyDecided
        redeemed                =               !alreadyDecided
        denied/not_me           !sessionOver    !sessionOver
        denied/changed_mind     !sessionOver    !sessionOver
        denied/level_declined   !sessionOver    !sessionOver
        cancelled               !sessionOver    !sessionOver
        expired/unscanned       !sessionOver    !sessionOver
        expired/undecided       !sessionOver    !sessionOver
        expired/unredeemed      !sessionOver    !sessionOver
        expired/switched_off    !sessionOver    !sessionOver
        failed/wrong_number     !sessionOver    !sessionOver
        failed/face_failed      !sessionOver    !sessionOver
        failed/face_unavailable !sessionOver    !sessionOver
        failed/risk_blocked     !sessionOver    !sessionOver
        replaced                !sessionOver    !sessionOver
        """

    /// The phone is also what shows the page: it decides, its face passes, and it comes back.
    static let sameDevice = """
        state                   yesHere         passHere     comeBack
        waiting                 !notFound       !notNow      !notNow
        scanned                 confirmed       !notNow      !notNow
        confirmed               =               !notNow      approved
        face_checking           =               confirmed    !notNow
        approved                =               !notFound    =
        redeemed                =               !sessionOver =
        denied/not_me           !alreadyDecided !sessionOver !sessionOver
        denied/changed_mind     !alreadyDecided !sessionOver !sessionOver
        denied/level_declined   !alreadyDecided !sessionOver !sessionOver
        cancelled               !sessionOver    !sessionOver !sessionOver
        expired/unscanned       !notFound       !sessionOver !sessionOver
        expired/undecided       !sessionOver    !sessionOver !sessionOver
        expired/unredeemed      !sessionOver    !sessionOver !sessionOver
        expired/switched_off    !sessionOver    !sessionOver !sessionOver
        failed/wrong_number     !sessionOver    !sessionOver !sessionOver
        failed/face_failed      !sessionOver    !sessionOver !sessionOver
        failed/face_unavailable !sessionOver    !sessionOver !sessionOver
        failed/risk_blocked     !sessionOver    !sessionOver !sessionOver
        replaced                !sessionOver    !sessionOver !sessionOver
        """

    static let tables = [
        "phone": phone, "decision": decision, "face": face, "face misuse": faceMisuse,
        "page": page, "sign-on": signOn, "redemption": redemption,
        "same device": sameDevice,
    ]

    @Test(arguments: tables.keys)
    func everyStateAgainstEveryEvent(table: String) throws {
        let lines = try #require(Self.tables[table]).split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        let events = try lines[0].dropFirst().map { try #require(TableEvent(rawValue: $0)) }
        #expect(Set(lines.dropFirst().map { $0[0] }) == Set(LoginState.samples.keys))
        for line in lines.dropFirst() {
            try #require(line.count == events.count + 1)
            let state = try #require(LoginState.samples[line[0]])
            for (event, cell) in zip(events, line.dropFirst()) {
                #expect(outcome(of: event, in: state) == cell, "\(line[0]) × \(event)")
            }
        }
    }

    @Test func noEventIsMissingFromTheTables() {
        let named = Self.tables.values.flatMap {
            $0.prefix { $0 != "\n" }.split(separator: " ").dropFirst().map(String.init)
        }
        #expect(named.sorted() == TableEvent.allCases.map(\.rawValue).sorted())
    }

    private func outcome(of event: TableEvent, in state: LoginState) -> String {
        var session = event.session(in: state)
        let before = session
        var parts: [String] = []
        do throws(Refusal) {
            try event.happen(to: &session)
        } catch {
            parts = ["!\(error)"]
        }
        let transitions = session.takeTransitions()
        parts += transitions.map(\.to.rawValue)
        expectChain(transitions, from: before, to: session)
        return parts.isEmpty ? "=" : parts.joined(separator: ">")
    }

    /// INV-5 and INV-10: each change is one version and one transition, linked to the one before.
    private func expectChain(
        _ transitions: [Transition], from before: LoginSession, to after: LoginSession
    ) {
        #expect(after.version == before.version + Int64(transitions.count))
        #expect(after.claim == before.claim || before.claim == nil, "INV-1")
        var (version, status) = (before.version, before.state.status)
        for transition in transitions {
            #expect(transition.version == version + 1)
            #expect(transition.from == status)
            #expect(!status.isTerminal, "INV-5")
            (version, status) = (transition.version, transition.to)
        }
        #expect(after.state.status == status)
        let hasEnded = !transitions.isEmpty && status.isTerminal
        #expect(
            (after.endedAt != nil) == hasEnded, "the samples have no time of ending of their own")
        if transitions.isEmpty { #expect(after.state == before.state) }
    }
}
