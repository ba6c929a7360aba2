import QtQuick
import "../theme"

// The keyboard's place: an accent edge inside a gap of paper, drawn outside the control it surrounds.
Rectangle {
    property bool shown: false
    property real around: Theme.corner

    anchors.fill: parent
    anchors.margins: -(Theme.borderFocus + 4)
    visible: shown
    color: "transparent"
    radius: around + Theme.borderFocus + 4
    border.width: Theme.borderFocus
    border.color: Theme.accent
}
