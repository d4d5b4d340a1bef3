extension DemoFolder {
    /// A complete configuration, as an operator would write it.
    var configuration: String {
        """
        # The demo's configuration, written at each start of the demo.
        issuer: \(ports.issuer)
        listen: \(ports.host):\(ports.broker)
        management_listen: 127.0.0.1:\(ports.management)
        database: ./qrbroker.sqlite
        key_file: ./qrbroker.key
        # The demo wallet's backend forwards the phones' calls.
        trusted_proxies: [127.0.0.1]
        log: { level: warning, format: text }
        shutdown_grace: 5

        terms:
          face-notice:
            version: "2026-01"
            title: { en: Face check notice, zh-CN: 人脸核验须知 }
            url: \(ports.issuer)/terms/face-notice

        relying_parties:
          - id: demo-portal
            name: { en: Demo exam portal, zh-CN: 演示考试报名网 }
            domain: \(ports.host)
            redirect_uris: ["\(ports.portalURL)/callback"]
            post_logout_redirect_uris: ["\(ports.portalURL)/"]
            origins: ["\(ports.portalURL)"]
            public: true
            logo_uri: \(ports.issuer)/static/demo/logo.svg
            scopes:
              - openid
              - { name: profile, required: true, title: { en: Your name, zh-CN: 姓名 } }
              - { name: email, title: { en: E-mail address, zh-CN: 电子邮箱 } }
            wallets: [demo-wallet]
            policies: { login: default, register: default }

        wallets:
          - id: demo-wallet
            name: { en: Demo wallet, zh-CN: 演示钱包 }
            jwks_file: ./demo-wallet.jwks.json
            attests: [pin, face]
            deep_link: "\(ports.walletURL)/?code={payload}"

        policies:
          default:
            asks: [consent, face]
            face: { provider: attested, tries: 3 }
            number_match: risk
            # An app that scans by itself does with 2 s. Here a phone's camera opens a page first,
            # and a person has to find the button on it.
            qr_rotation: 30

        """
    }
}
