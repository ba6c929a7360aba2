import QtQuick
import "../theme"

// How a paper can be satisfied; a label, never a target.
Rectangle {
    id: root

    property string text: ""
    property string pictogram: ""
    property string tone: "accent"

    implicitWidth: word.implicitWidth + 32
    implicitHeight: Math.max(Math.round(56 * Theme.ease), word.implicitHeight + 8)
    radius: Theme.cornerSmall
    color: Theme.toneTint(tone)
    border.width: Theme.borderSurface
    border.color: Theme.tone(tone)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    IconText {
        id: word
        x: 16
        width: parent.width - 32
        anchors.verticalCenter: parent.verticalCenter
        height: implicitHeight
        text: root.text
        pictogram: root.pictogram
        size: "s"
        icon: Math.round(34 * Theme.ease)
        gap: 8
        color: Theme.tone(root.tone)
    }
}
