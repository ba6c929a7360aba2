import QtQuick
import Doorstep
import "../theme"
import "svg.js" as Svg

// The mark: a door that stands open under an arch.
Drawing {
    property real size: 72
    property color color: Theme.accent
    property color inside: Theme.paper

    width: size
    height: size
    gridWidth: 72
    gridHeight: 72
    elements: Svg.path("M4 58 H68 V66 H4 z M12 58 V27 a24 24 0 0 1 48 0 V58 z", color, null, 0)
        + Svg.path("M21 56 V28 a15 15 0 0 1 30 0 V56 z", inside, null, 0) + Svg.path("M33 27 L47 22 V58 H33 z", color, null, 0)
    Accessible.ignored: true
}
