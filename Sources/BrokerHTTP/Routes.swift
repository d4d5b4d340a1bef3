import HTTPTypes

extension BrokerResponder {
    /// Every public address, once.
    static func routes(_ endpoints: Endpoints) -> [Route] {
        [
            Route(.post, "/v1/sessions", endpoints.startLogin),
            Route(.options, "/v1/sessions", endpoints.preflight),
            Route(.get, "/v1/sessions/{session_id}", endpoints.watchLogin),
            Route(.options, "/v1/sessions/{session_id}", endpoints.preflight),
            Route(.get, "/v1/sessions/{session_id}/qr", endpoints.drawFrame),
            Route(.options, "/v1/sessions/{session_id}/qr", endpoints.preflight),
            Route(.get, "/v1/sessions/{session_id}/page", endpoints.displayPage),
            Route(.options, "/v1/sessions/{session_id}/page", endpoints.preflight),
            Route(.post, "/v1/sessions/{session_id}/cancel", endpoints.cancelLogin),
            Route(.options, "/v1/sessions/{session_id}/cancel", endpoints.preflight),
            Route(.get, "/v1/wallets", endpoints.listWallets),
            Route(.post, "/v1/wallet/scan", endpoints.scanCode),
            Route(.post, "/v1/wallet/confirm", endpoints.confirmLogin),
            Route(.post, "/v1/wallet/face", endpoints.checkFace),
            Route(.post, "/v1/wallet/status", endpoints.walletStatus),
            Route(.post, "/v1/wallet/devices", endpoints.enrolDevice),
            Route(.post, "/v1/wallet/devices/revoke", endpoints.revokeDevice),
            Route(.get, "/authorize", endpoints.authorize),
            Route(.get, "/login/{session_id}", endpoints.loginPage),
            Route(.get, "/q/{payload}", endpoints.landingPage),
            Route(.post, "/token", isOAuth: true, endpoints.redeemCode),
            Route(.options, "/token", isOAuth: true, endpoints.preflightOAuth),
            Route(.get, "/userinfo", isOAuth: true, endpoints.userInfo),
            Route(.post, "/userinfo", isOAuth: true, endpoints.userInfo),
            Route(.options, "/userinfo", isOAuth: true, endpoints.preflightOAuth),
            Route(.get, "/jwks", endpoints.publicKeys),
            Route(.get, "/.well-known/openid-configuration", endpoints.discovery),
            Route(.get, "/openapi.yaml", endpoints.openAPI),
            Route(.get, "/terms/{id}", endpoints.terms),
            Route(.get, "/static/{rest}", endpoints.staticFile),
            Route(.get, "/favicon.ico", endpoints.favicon),
        ]
    }
}
