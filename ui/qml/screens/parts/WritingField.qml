import QtQuick
import "../../components"

// A box of the form that asks for keys while it is written in.
Field {
    id: root

    required property Question question
    property string keys: "pinyin"

    keyboard: question.vm.keyboard
    onActiveChanged: question.writing(active ? keys : "")
    Keys.onTabPressed: {
        question.writing("");
        onward.restart();
    }

    // The page's buttons come back when the keys are gone and the page is laid out anew; only then is there a next control.
    Timer {
        id: onward
        interval: 50
        onTriggered: root.Window.activeFocusItem?.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    }
}
