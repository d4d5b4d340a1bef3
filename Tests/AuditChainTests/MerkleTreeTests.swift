import Crypto
import Testing

@testable import AuditChain

/// Against the vectors of Certificate Transparency, and against the definition written down again.
@Suite struct MerkleTreeTests {
    /// Leaves and the roots after each of them, from the tests of the reference log server.
    static let known: [(leaf: String, root: String)] = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (
            "606162636465666768696a6b6c6d6e6f",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        ),
    ]

    private func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.count, by: 2).compactMap { index in
            UInt8(hex.dropFirst(index).prefix(2), radix: 16)
        }
    }

    /// RFC 6962 section 2.1, as it is written there.
    private func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        if leaves.count == 1 {
            return Array(SHA256.hash(data: [0] + leaves[leaves.startIndex]))
        }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        let middle = leaves.startIndex + half
        return Array(SHA256.hash(data: [1] + root(leaves[..<middle]) + root(leaves[middle...])))
    }

    private func leaves(_ count: Int) -> [[UInt8]] {
        (0..<count).map { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }

    @Test func rootsAreTheKnownOnes() {
        var tree = MerkleTree()
        #expect(tree.root == Array(SHA256.hash(data: [UInt8]())))
        for (leaf, expected) in Self.known {
            tree.append(bytes(leaf))
            #expect(tree.root == bytes(expected))
        }
    }

    @Test func everySizeHasTheRootOfTheDefinition() {
        var tree = MerkleTree()
        for size in 1...130 {
            tree.append(leaves(size)[size - 1])
            #expect(tree.root == root(leaves(size)[...]), "\(size)")
        }
    }

    @Test func aStoredTreeGoesOn() throws {
        var tree = MerkleTree()
        for (index, leaf) in leaves(77).enumerated() {
            let stored = MerkleTree(size: Int64(index), bytes: tree.bytes)
            #expect(stored == tree)
            tree = try #require(stored)
            tree.append(leaf)
        }
        #expect(tree.root == root(leaves(77)[...]))
        #expect(MerkleTree(size: 77, bytes: Array(tree.bytes.dropLast())) == nil)
        #expect(MerkleTree(size: 78, bytes: tree.bytes) != nil)
        #expect(MerkleTree(size: 79, bytes: tree.bytes) == nil)
        #expect(MerkleTree(size: -1, bytes: []) == nil)
    }

    @Test func everyLeafHasAPathToTheRootAndNoOther() throws {
        for size in 1...33 {
            var paths = InclusionPaths(of: (0..<Int64(size)).map { $0 }, size: Int64(size))
            for leaf in leaves(size) { paths.append(leaf) }
            for index in 0..<size {
                let path = try #require(paths.path(of: Int64(index)))
                func led(_ leaf: [UInt8], _ at: Int, _ path: [[UInt8]]) -> [UInt8]? {
                    InclusionPath.root(
                        leaf: leaf, index: Int64(at), size: Int64(size), path: path)
                }
                #expect(led(leaves(size)[index], index, path) == paths.tree.root)
                #expect(led([9, 9, 9], index, path) != paths.tree.root)
                for other in 0..<size where other != index {
                    #expect(led(leaves(size)[index], other, path) != paths.tree.root)
                }
                #expect(led(leaves(size)[index], index, path + [path.last ?? [1]]) == nil)
                if !path.isEmpty {
                    #expect(led(leaves(size)[index], index, Array(path.dropLast())) == nil)
                    var bent = path
                    bent[0][0] ^= 1
                    #expect(led(leaves(size)[index], index, bent) != paths.tree.root)
                }
            }
        }
    }

    @Test func pathsAreThereOnceAllLeavesAre() {
        var paths = InclusionPaths(of: [1], size: 3)
        for leaf in leaves(2) { paths.append(leaf) }
        #expect(paths.path(of: 1) == nil)
        paths.append(leaves(3)[2])
        #expect(paths.path(of: 1)?.count == 2)
        #expect(paths.path(of: 0) == nil)
    }

    @Test func aLeafIsNoNode() {
        var two = MerkleTree()
        for leaf in leaves(2) { two.append(leaf) }
        var one = MerkleTree()
        one.append(leaves(2).flatMap(MerkleTree.leafHash))
        #expect(one.root != two.root)
    }
}
