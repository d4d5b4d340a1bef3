extension QRSymbol {
    /// The symbol as one SVG document in UTF-8, with the quiet zone and a white background.
    ///
    /// A page asks for this every rotation interval, so it is small and cheap: one path for the
    /// whole symbol. The path is a line of width 1 through the middle of each row: `h5` draws five
    /// dark modules and `m3 0` skips three light ones, half the bytes of closed rectangles. There
    /// is no width or height, only a view box in modules: the page decides how large it is.
    package func svg() -> [UInt8] {
        let side = size + 2 * Self.quietZone
        return [UInt8](unsafeUninitializedCapacity: svgCapacity) { buffer, initialized in
            var writer = ByteWriter(buffer)
            writer.write(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 "#)
            writer.write(side)
            writer.write(" ")
            writer.write(side)
            writer.write(#"" shape-rendering="crispEdges"><rect width=""#)
            writer.write(side)
            writer.write(#"" height=""#)
            writer.write(side)
            writer.write(##"" fill="#fff"/><path stroke="#000" d=""##)
            modules.withUnsafeBufferPointer { modules in
                for row in 0..<size {
                    let line = modules[row * size..<(row + 1) * size]
                    Self.draw(UnsafeBufferPointer(rebasing: line), at: row, into: &writer)
                }
            }
            writer.write(#""/></svg>"#)
            initialized = writer.count
        }
    }

    /// Bytes that hold any drawing of this symbol: a row has at most one run for two modules; the
    /// first one takes at most 13 bytes (`M100 120.5h17`), any other 8 (`m1 0h113`).
    private var svgCapacity: Int {
        256 + size * (13 + 8 * (size + 1) / 2)
    }

    /// Draws the dark runs of one row as relative lines after one absolute start.
    private static func draw(
        _ row: UnsafeBufferPointer<UInt8>, at y: Int, into writer: inout ByteWriter
    ) {
        var pen = 0
        var column = 0
        while let start = next(1, in: row, from: column) {
            let end = next(0, in: row, from: start) ?? row.count
            if pen == 0 {
                writer.write("M")
                writer.write(quietZone + start)
                writer.write(" ")
                writer.write(quietZone + y)
                writer.write(".5h")
            } else {
                writer.write("m")
                writer.write(start - pen)
                writer.write(" 0h")
            }
            writer.write(end - start)
            pen = end
            column = end
        }
    }

    /// The first module of a colour, from a column on.
    private static func next(
        _ colour: UInt8, in row: UnsafeBufferPointer<UInt8>, from column: Int
    ) -> Int? {
        var column = column
        while column < row.count {
            if row[column] == colour { return column }
            column += 1
        }
        return nil
    }
}

/// Writes text into memory that somebody else owns, with no string in between.
private struct ByteWriter {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        self.buffer = buffer
    }

    mutating func write(_ text: StaticString) {
        precondition(count + text.utf8CodeUnitCount <= buffer.count)
        for index in 0..<text.utf8CodeUnitCount {
            buffer.initializeElement(at: count + index, to: text.utf8Start[index])
        }
        count += text.utf8CodeUnitCount
    }

    /// Writes a number from 0 to 999.
    mutating func write(_ number: Int) {
        precondition(number >= 0 && number <= 999 && count + 3 <= buffer.count)
        if number >= 100 { writeDigit(number / 100) }
        if number >= 10 { writeDigit(number / 10 % 10) }
        writeDigit(number % 10)
    }

    private mutating func writeDigit(_ digit: Int) {
        buffer.initializeElement(at: count, to: UInt8(ascii: "0") + UInt8(digit))
        count += 1
    }
}
