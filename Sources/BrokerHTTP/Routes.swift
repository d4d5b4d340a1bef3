import HTTPTypes

extension BrokerResponder {
    /// Every public address, once.
    static func routes(_ endpoints: Endpoints) -> [Route] {
        [
            Route(.post, "/v1/sessions", beginsLogin: true, endpoints.startLogin),
            Route(.options, "/v1/sessions", endpoints.preflight),
            Route(
                .get, "/v1/sessions/{session_id}", bodyLimit: 0,
                poll: Route.Poll(glance: endpoints.glanceAtLogin, look: endpoints.watchLogin)),
            Route(.options, "/v1/sessions/{session_id}", endpoints.preflight),
            Route(.get, "/v1/sessions/{session_id}/qr", endpoints.drawFrame),
            Route(.options, "/v1/sessions/{session_id}/qr", endpoints.preflight),
            Route(.get, "/v1/sessions/{session_id}/page", endpoints.displayPage),
            Route(.options, "/v1/sessions/{session_id}/page", endpoints.preflight),
            Route(.post, "/v1/sessions/{session_id}/cancel", endpoints.cancelLogin),
            Route(.options, "/v1/sessions/{session_id}/cancel", endpoints.preflight),
            Route(.post, "/v1/sessions/{session_id}/return", endpoints.comeBack),
            Route(.options, "/v1/sessions/{session_id}/return", endpoints.preflight),
            Route(.post, "/v1/sessions/{session_id}/sign-on", endpoints.signOn),
            Route(.get, "/v1/wallets", endpoints.listWallets),
            Route(.post, "/v1/wallet/scan", endpoints.scanCode),
            Route(.post, "/v1/wallet/confirm", endpoints.confirmLogin),
            Route(
                .post, "/v1/wallet/face", bodyLimit: Call.pictureLimit, endpoints.checkFace),
            Route(.post, "/v1/wallet/status", poll: Route.Poll(look: endpoints.walletStatus)),
            Route(.post, "/v1/wallet/devices", endpoints.enrolDevice),
            Route(.post, "/v1/wallet/devices/revoke", endpoints.revokeDevice),
            Route(.post, "/v1/wallet/devices/list", endpoints.listDevices),
            Route(.post, "/v1/wallet/devices/remove", endpoints.removeDevice),
            Route(.post, "/v1/wallet/sign-ins", endpoints.listSignIns),
            Route(.post, "/v1/wallet/sign-ins/end", endpoints.endSignIns),
            Route(.post, "/v1/wallet/requests", endpoints.listRequests),
            Route(.post, "/v1/face/callbacks", endpoints.takeFaceCallback),
            Route(.get, "/authorize", beginsLogin: true, isPage: true, endpoints.authorize),
            Route(.post, "/authorize", beginsLogin: true, isPage: true, endpoints.authorize),
            Route(.post, "/par", isOAuth: true, beginsLogin: true, endpoints.pushRequest),
            Route(.get, "/login/{session_id}", endpoints.loginPage),
            Route(.get, "/login/{session_id}/answer", isPage: true, endpoints.postAnswer),
            Route(.get, "/return/{session_id}", endpoints.returnPage),
            Route(.get, "/q/{payload}", endpoints.landingPage),
            Route(.post, "/token", isOAuth: true, endpoints.grantTokens),
            Route(.options, "/token", isOAuth: true, endpoints.preflightOAuth),
            Route(.get, "/userinfo", isOAuth: true, endpoints.userInfo),
            Route(.post, "/userinfo", isOAuth: true, endpoints.userInfo),
            Route(.options, "/userinfo", isOAuth: true, endpoints.preflightOAuth),
            Route(
                .post, "/v1/portrait", bodyLimit: Call.pictureLimit, endpoints.checkPortrait),
            Route(.options, "/v1/portrait", endpoints.preflightOAuth),
            Route(.post, "/introspect", isOAuth: true, endpoints.introspectToken),
            Route(.post, "/revoke", isOAuth: true, endpoints.revokeToken),
            Route(.options, "/revoke", isOAuth: true, endpoints.preflightOAuth),
            Route(
                .post, "/device_authorization", isOAuth: true, beginsLogin: true,
                endpoints.authorizeDevice),
            Route(.get, "/device", endpoints.devicePage),
            Route(
                .post, "/bc-authorize", isOAuth: true, beginsLogin: true,
                endpoints.authorizeBackchannel),
            Route(.get, "/end_session", isPage: true, endpoints.endSession),
            Route(.post, "/end_session", isPage: true, endpoints.endSession),
            Route(.post, "/register", isOAuth: true, endpoints.registerClient),
            Route(.get, "/jwks", endpoints.publicKeys),
            Route(.get, "/.well-known/openid-configuration", endpoints.discovery),
            Route(.get, "/openapi.yaml", endpoints.openAPI),
            Route(.get, "/terms/{id}", endpoints.terms),
            Route(.get, "/static/{rest}", endpoints.staticFile),
            Route(.get, "/favicon.ico", endpoints.favicon),
        ]
    }
}
