import Foundation
import LoginFlow

extension SessionID {
    var data: Data { Data(bytes) }
}
