import QtQuick
import QtQuick.Controls.Basic
import "../theme"

// Anything a finger, a key or a screen reader can press; its whole surface is the target.
AbstractButton {
    id: root

    property color rest: Theme.card
    property color pressedFill: Theme.pressed
    property color edge: Theme.line
    property int edgeWidth: Theme.borderSurface
    property int radius: Theme.corner

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: click()
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: root.radius
        color: root.down ? root.pressedFill : root.rest
        border.width: root.edgeWidth
        border.color: root.edge
        Behavior on color { ColorAnimation { duration: Theme.pressMs } }

        FocusRing { shown: root.visualFocus; around: root.radius }
    }
}
