import QtQuick
import "../theme"

// A tall tile of a Mongolian page: picture at the head, words hanging below.
Touchable {
    id: root

    property string pictogram: ""

    implicitWidth: Math.max(197, words.implicitWidth + 40)
    implicitHeight: 504
    contentItem: Item {
        Pictogram {
            id: picture
            name: root.pictogram
            size: 104
            fill: Theme.tintSky
            anchors.horizontalCenter: parent.horizontalCenter
            y: 32
        }

        VerticalLabel {
            id: words
            text: root.text
            pixelSize: Math.round(Math.min(60 * Theme.scale, 72))
            anchors.horizontalCenter: parent.horizontalCenter
            y: picture.y + picture.size + 32
            height: parent.height - y - 16
            Accessible.ignored: true
        }
    }
}
