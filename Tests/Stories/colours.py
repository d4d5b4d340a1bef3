"""What colours a page is drawn in, told by the browser that draws it."""

# For the beginning of a function in the page: `contrast` of two colours (WCAG 2.2), and the
# `ground` that an element's words stand on, be it drawn by the page around a shadow root.
COLOURS = """
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const paint = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const ground = (element) => {
        const colour = getComputedStyle(element).backgroundColor;
        const behind = element.parentElement ?? element.getRootNode().host;
        return paint(colour)[3] < 255 && behind ? ground(behind) : colour;
    };
    const light = (colour) => paint(colour).slice(0, 3).map((byte) => byte / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const contrast = (one, other) => {
        const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
"""
