import QtQuick
import Doorstep
import "../../theme"
import "../../components"

// The three languages, each in its own script, side by side.
Row {
    id: root

    required property ViewModels vm
    readonly property var say: vm.texts.table
    property real tall: Theme.portrait ? 480 : 360

    signal chosen(language: string)

    spacing: Theme.space24

    LanguageTile {
        objectName: "language-zh"
        width: (root.width - 2 * root.spacing) / 3
        height: root.tall
        text: root.say["attract.zh"]
        hint: root.say[Theme.large ? "attract.zh.short" : "attract.zh.hint"]
        onClicked: root.chosen("zh")
    }

    LanguageTile {
        objectName: "language-mn"
        width: (root.width - 2 * root.spacing) / 3
        height: root.tall
        vertical: root.vm.texts.mongolian["language.mn"].split(" ")[0]
        verticalHint: root.vm.texts.mongolian["attract.start.mn"]
        onClicked: root.chosen("mn")
    }

    LanguageTile {
        objectName: "language-en"
        width: (root.width - 2 * root.spacing) / 3
        height: root.tall
        text: root.say["attract.en"]
        hint: root.say[Theme.large ? "attract.en.short" : "attract.en.hint"]
        onClicked: root.chosen("en")
    }
}
