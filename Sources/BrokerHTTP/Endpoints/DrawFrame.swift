import Broker
import HTTPServing
import HTTPTypes
import QRSymbol
import StrictJSON

extension Endpoints {
    /// `GET /v1/sessions/{session_id}/qr`
    func drawFrame(_ call: Call) async throws(Problem) -> Response {
        let (id, token) = try await ownLogin(call)
        let kind = try FrameKind(accepted: call.request.headers[values: .accept])
        let frame = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.frame(id, token)
        }
        var response = try kind.draw(frame)
        response.headers[.sessionVersion] = "\(frame.version)"
        return response
    }
}

/// The forms of a frame, by media type.
enum FrameKind: String, CaseIterable {
    case svg = "image/svg+xml"
    case png = "image/png"
    case text = "text/plain"
    case json = "application/json"

    /// The best of what is accepted; SVG where anything would do.
    init(accepted headers: [String]) throws(Problem) {
        if headers.isEmpty {
            self = .svg
            return
        }
        for range in Preferences.list(headers.joined(separator: ",")) {
            if let kind = FrameKind(rawValue: range) {
                self = kind
                return
            }
            if range == "*/*" || range == "image/*" {
                self = .svg
                return
            }
            if range == "text/*" {
                self = .text
                return
            }
            if range == "application/*" {
                self = .json
                return
            }
        }
        throw Problem(.notAcceptable)
    }

    func draw(_ frame: PageFrame) throws(Problem) -> Response {
        do throws(QRSymbolFailure) {
            let symbol = try QRSymbol(text: frame.payload)
            switch self {
            case .svg: return vary(.bytes(symbol.svg(), type: rawValue))
            case .png: return vary(.bytes(try symbol.png(), type: rawValue))
            case .text:
                return vary(
                    .bytes(Array(symbol.unicodeBlocks().utf8), type: "text/plain; charset=utf-8"))
            case .json: return vary(.json(json(frame, symbol)))
            }
        } catch {
            var problem = Problem(.internal)
            problem.failure = "the code does not fit a symbol"
            throw problem
        }
    }

    private func json(_ frame: PageFrame, _ symbol: QRSymbol) -> JSONValue {
        var members = frame.members
        members.append("size", symbol.size)
        members.append("modules", Base64.encode(symbol.bitmap()))
        return .object(members)
    }

    private func vary(_ response: Response) -> Response {
        var response = response
        response.headers[.vary] = "Accept"
        return response
    }
}
