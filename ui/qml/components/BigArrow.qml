import QtQuick
import "../theme"

// A heavy arrow that nudges towards where it points.
Item {
    id: root

    property string towards: "left"
    property color color: Theme.accent
    property bool nudging: true
    readonly property real across: towards === "left" ? -24 : towards === "right" ? 24 : 0
    readonly property real down: towards === "down" ? 24 : towards === "up" ? -24 : 0
    property real pushed: 0

    width: 144
    height: 112

    Item {
        width: parent.width
        height: parent.height
        x: root.across * root.pushed
        y: root.down * root.pushed
        rotation: root.towards === "left" ? 0 : root.towards === "right" ? 180 : root.towards === "down" ? 270 : 90

        Drawn {
            x: -8
            y: -8
            width: 160
            height: 128
            path: "M8 64 L68 8 V44 H152 V84 H68 V120 z"
            fill: root.color
            stroke: Theme.isDark ? Theme.paper : Theme.card
            strokeWidth: 5
        }
    }

    SequentialAnimation {
        running: root.nudging && root.visible && Theme.nudgeMs > 0
        loops: Animation.Infinite
        onStopped: root.pushed = 0
        NumberAnimation { target: root; property: "pushed"; from: 0; to: 1; duration: Theme.nudgeMs / 2; easing.type: Easing.InOutSine }
        NumberAnimation { target: root; property: "pushed"; from: 1; to: 0; duration: Theme.nudgeMs / 2; easing.type: Easing.InOutSine }
        PauseAnimation { duration: Theme.nudgeRestMs }
    }
}
