import QtQuick
import "../../theme"
import "../../components"

// Says plainly that this page's Mongolian is a gap and stands in Chinese.
Item {
    id: root

    property string text: ""

    implicitHeight: words.implicitHeight

    Pictogram {
        id: sign
        name: "info"
        size: Math.round(36 * Theme.edge)
        color: Theme.muted
        y: Math.round((Theme.fontS * 1.45 - size) / 2)
    }

    TextLabel {
        id: words
        x: sign.size + Theme.space16
        width: parent.width - x
        text: root.text
        size: "s"
        tone: "muted"
    }
}
