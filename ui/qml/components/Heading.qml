import QtQuick

// The heading of a page; one slightly too long is made slightly smaller, rather than left with one word on a second line.
TextLabel {
    id: root

    readonly property bool nearly: oneLine.advanceWidth > width && oneLine.advanceWidth * 0.82 <= width

    fitted: nearly
    strong: true
    lineHeight: 0.92
    Accessible.role: Accessible.Heading

    TextMetrics {
        id: oneLine
        text: root.text
        font: root.font
    }
}
