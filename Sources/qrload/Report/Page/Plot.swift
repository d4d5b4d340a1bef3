/// One diagram as SVG, drawn here: a page that needs nobody else's code can be kept and sent.
///
/// Colours are classes, so that the page's style sheet has one set for light and one for dark.
struct Plot {
    /// One line, or the tops of bars.
    struct Series {
        enum Shape { case line, area, bars }

        var name: String
        /// Which colour; `c1` to `c6`, `bad`.
        var color: String
        var points: [(x: Double, y: Double)]
        var shape = Shape.line
    }

    static let width = 460.0
    static let height = 270.0
    private static let left = 58.0
    private static let right = 14.0
    private static let top = 12.0
    private static let bottom = 38.0

    var title: String
    var xLabel: String
    private var x: Scale
    private var y: Scale
    var xTicks: [(value: Double, text: String)]
    var yText: (Double) -> String
    /// The most important first: it is drawn last, over the others.
    var series: [Series]

    init(
        title: String, xLabel: String, x: Scale, y: Scale,
        xTicks: [(value: Double, text: String)], yText: @escaping (Double) -> String,
        series: [Series]
    ) {
        self.title = title
        self.xLabel = xLabel
        self.xTicks = xTicks
        self.yText = yText
        self.series = series
        (self.x, self.y) = (x, y)
        self.x.from = Self.left
        self.x.to = Self.width - Self.right
        self.y.from = Self.height - Self.bottom
        self.y.to = Self.top
    }

    /// The diagram with its title and the names of its lines.
    var html: String {
        let names = series.map { series in
            "<li><i class=\"\(series.color)\"></i>\(HTMLText.escaped(series.name))</li>"
        }
        return """
            <figure><figcaption>\(HTMLText.escaped(title))<ul>\(names.joined())</ul></figcaption>
            \(svg)
            </figure>
            """
    }

    private var svg: String {
        let shapes = series.reversed().map(draw).joined(separator: "\n")
        return """
            <svg viewBox="0 0 \(Self.text(Self.width)) \(Self.text(Self.height))" role="img" \
            aria-label="\(HTMLText.escaped(title))">
            \(grid)
            \(shapes)
            </svg>
            """
    }

    private var grid: String {
        var parts = y.ticks.map { value in
            let place = y.place(value)
            return line(Self.left, place, Self.width - Self.right, place)
                + label(Self.left - 8, place + 4, "end", yText(value))
        }
        parts += xTicks.map { tick in
            let place = x.place(tick.value)
            return line(place, Self.top, place, Self.height - Self.bottom)
                + label(
                    min(place, Self.width - Self.right - 4.0 * Double(tick.text.count) + 6),
                    Self.height - Self.bottom + 16, "middle", tick.text)
        }
        parts.append(label(Self.width - Self.right, Self.height - 4, "end", xLabel))
        return parts.joined(separator: "\n")
    }

    private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
        "<line class=\"grid\" x1=\"\(Self.text(x1))\" y1=\"\(Self.text(y1))\" "
            + "x2=\"\(Self.text(x2))\" y2=\"\(Self.text(y2))\"/>"
    }

    private func label(_ x: Double, _ y: Double, _ anchor: String, _ text: String) -> String {
        "<text x=\"\(Self.text(x))\" y=\"\(Self.text(y))\" text-anchor=\"\(anchor)\">"
            + "\(HTMLText.escaped(text))</text>"
    }

    private func draw(_ series: Series) -> String {
        let places = series.points.map { (x.place($0.x), y.place($0.y)) }
        guard let first = places.first, let last = places.last else { return "" }
        switch series.shape {
        case .bars: return bars(series, places)
        case .line, .area:
            let path = places.map { "\(Self.text($0.0)) \(Self.text($0.1))" }
                .joined(separator: " L")
            let name = HTMLText.escaped(series.name)
            let stroke =
                "<path class=\"line \(series.color)\" d=\"M\(path)\">"
                + "<title>\(name)</title></path>"
            guard series.shape == .area else { return stroke }
            let base = Self.text(y.from)
            return "<path class=\"area \(series.color)\" d=\"M\(Self.text(first.0)) \(base) "
                + "L\(path) L\(Self.text(last.0)) \(base) Z\"/>" + stroke
        }
    }

    private func bars(_ series: Series, _ places: [(Double, Double)]) -> String {
        let width = max(1.5, min(10, 0.7 * (x.to - x.from) / Double(max(1, places.count))))
        return places.filter { $0.1 < y.from }.map { place in
            "<rect class=\"bar \(series.color)\" x=\"\(Self.text(place.0 - width / 2))\" "
                + "y=\"\(Self.text(place.1))\" width=\"\(Self.text(width))\" "
                + "height=\"\(Self.text(y.from - place.1))\"/>"
        }.joined()
    }

    /// Tenths of a pixel are enough.
    private static func text(_ number: Double) -> String {
        let rounded = (number * 10).rounded() / 10
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}

/// Text in a page.
enum HTMLText {
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
