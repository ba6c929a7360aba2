import QtQuick
import Doorstep
import "../theme"
import "pictograms.js" as Pictograms
import "svg.js" as Svg

// A line drawing on a grid of 64, by name.
Drawing {
    id: root

    property string name: ""
    property real size: 40
    property color color: Theme.accent
    property color fill: "transparent"
    property real stroke: size >= 96 ? 3.4 : size > 52 ? 4 : 5
    readonly property var drawing: Pictograms.of(name)

    width: size
    height: size
    elements: Svg.path(drawing.body, fill, color, stroke) + Svg.path(drawing.lines, null, color, stroke) + Svg.path(drawing.solid, color, null, 0)
    Accessible.ignored: true
}
