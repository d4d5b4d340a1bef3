import Foundation
import SeededGenerator
import Testing

/// Everything that reads what strangers write, given what nobody has thought of. `FUZZING_SEEDS=1..100000`
/// asks for other seeds than the usual, `FUZZING_TARGET=json` for one parser alone.
@Suite(.timeLimit(.minutes(60))) struct FuzzingTests {
    private static let usual: ClosedRange<UInt64> = 1...2000
    private static let seeds = Seeds.asked(by: "FUZZING_SEEDS", usual: usual)
    private static let environment = ProcessInfo.processInfo.environment

    private static var targets: [FuzzTarget] {
        FuzzTarget.all.filter { target in
            environment["FUZZING_TARGET"].map { $0 == target.name } ?? true
        }
    }

    @Test(arguments: targets.map(\.name))
    func everyPromiseHoldsForEveryInput(name: String) async throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let mutator = Mutator(target)
        let note = Note(name, folder: Self.environment["FUZZING_NOTES"])
        var met: Set<Verdict> = []
        for seed in Self.seeds where seed % target.oneSeedIn == 0 || Self.seeds.count == 1 {
            var dice = Dice(seed: seed)
            let input = mutator.input(&dice)
            note.write(seed)
            do {
                met.insert(try await target.check(input))
            } catch {
                Issue.record(
                    "\(name), seed \(seed): \(error)\n\(shown(input))\n\(again(name, seed))")
                break
            }
        }
        note.remove()
        guard Self.seeds.count >= Self.usual.count else { return }
        #expect(target.verdicts.isSubset(of: met), "met only \(met)")
    }

    /// Or all that is found is found in what is refused at once.
    @Test(arguments: FuzzTarget.all.map(\.name))
    func whatInputsAreMadeOfIsGood(name: String) async throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        for good in target.corpus {
            #expect(try await target.check(good) == .taken, "\(shown(good))")
        }
    }

    @Test func aSeedGivesTheSameInputAgain() throws {
        for target in FuzzTarget.all {
            let mutator = Mutator(target)
            let inputs = (1...50 as ClosedRange<UInt64>).map { seed in
                (0..<2).map { _ in
                    var dice = Dice(seed: seed)
                    return mutator.input(&dice)
                }
            }
            #expect(inputs.allSatisfy { $0[0] == $0[1] })
            #expect(Set(inputs.map { $0[0] }).count > 20)
        }
    }

    private func shown(_ input: [UInt8]) -> String {
        let escaped = input.prefix(2000).map { byte in
            (0x20...0x7E).contains(byte) && byte != 0x5C
                ? String(Unicode.Scalar(byte)) : "\\x" + String(byte, radix: 16)
        }
        return "\(input.count) bytes: " + escaped.joined()
    }

    private func again(_ name: String, _ seed: UInt64) -> String {
        "scripts/fuzz --target \(name) --seeds \(seed)"
    }
}
