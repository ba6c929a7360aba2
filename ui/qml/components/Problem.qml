import QtQuick
import "../theme"

// What is wrong and then what is right, behind a triangle.
Item {
    id: root

    property string text: ""
    property string remedy: ""
    readonly property bool keepWithNext: true

    visible: text !== ""
    implicitHeight: Math.max(sign.size, words.height)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text + " " + remedy
    onVisibleChanged: if (visible) appear.restart()

    NumberAnimation {
        id: appear
        target: words
        property: "opacity"
        from: Theme.animated ? 0 : 1
        to: 1
        duration: Theme.errorMs
        easing.type: Easing.OutQuad
    }

    Pictogram {
        id: sign
        name: "warning"
        size: Math.round(48 * Theme.ease)
        color: Theme.bad
        y: (parent.height - size) / 2
    }

    TextLabel {
        id: words
        x: sign.size + Theme.space16
        y: (parent.height - height) / 2
        width: parent.width - x
        text: root.remedy === "" ? root.text : root.text + "\n" + root.remedy
        size: "s"
        strong: true
        tone: "bad"
        lineHeight: 0.92
    }
}
