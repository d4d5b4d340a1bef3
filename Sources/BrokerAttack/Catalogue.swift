/// Every attack, once, in the order of the catalogue.
package enum Catalogue {
    package static let all: [any Attack] = [
        PhotographerPolls(), ApprovalConsumedTwice(), ParallelScans(), ConfirmByAnother(),
        ConfirmOutOfOrder(), PredictCodes(), ChooseOwnIDs(), IdentityInBody(),
        ForgedStatements(), LeakSearch(), StaleFrames(), LiveRelay(), DisplaySpoofing(),
        CookieFixation(), RedirectVariants(), CodeOfAnother(), ReturnAddresses(),
        SameDeviceReplay(), AroundTheDeadline(), EndlessRefresh(), HeldPolls(), CreateFlood(),
        GuessedNumbers(), ConsentFatigue(), DecisionReplay(), RacingDecisions(),
        ForgedFace(), FaceReused(), FaceProviderSays(), FaceDowngrade(), ScopeEscalation(),
        WalletMixUp(), RequestForgery(), MalformedBodies(), CrossOrigin(), Enumeration(),
        KilledBetweenSteps(), SecretsInFiles(), EditedTrail(), StolenTokens(), KeyConfusion(),
        DevicesAndPersons(), CodesElsewhere(), ManyWaiters(),
    ]
}
